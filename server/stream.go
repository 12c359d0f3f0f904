package server

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"

	"go.lsp.dev/jsonrpc2"
	"go.uber.org/zap"
)

// maxMessage is the longest message, in bytes, that is read. Longer ones are
// skipped and answered with an error.
const maxMessage = 64 << 20

// maxHeader bounds the header of a message.
const maxHeader = 64 << 10

// stream frames messages as the LSP base protocol does. Unlike the stream of
// package jsonrpc2 it outlives malformed input: it answers with an error and
// goes on at the next header that it can find.
type stream struct {
	rw      io.ReadWriteCloser
	in      *bufio.Reader
	log     *zap.Logger
	onEnd   func() // called when nothing more can be read
	writeMu sync.Mutex
	buf     []byte

	endMu sync.Mutex
	end   error
}

func newStream(rw io.ReadWriteCloser, log *zap.Logger, onEnd func()) *stream {
	return &stream{rw: rw, in: bufio.NewReaderSize(rw, 64<<10), log: log, onEnd: onEnd}
}

// failure is why reading ended, nil for an end between two messages.
func (s *stream) failure() error {
	s.endMu.Lock()
	defer s.endMu.Unlock()
	return s.end
}

// Read gives the next well-formed message. Its bytes are not reused.
func (s *stream) Read(ctx context.Context) (jsonrpc2.Message, int64, error) {
	for {
		if err := ctx.Err(); err != nil {
			return nil, 0, err
		}
		body, err := s.frame()
		var bad *frameError
		switch {
		case errors.As(err, &bad):
			s.refuse(jsonrpc2.NewError(bad.code, bad.message))
			continue
		case err != nil:
			if err != io.EOF {
				s.endMu.Lock()
				s.end = fmt.Errorf("the input ended within a message: %w", err)
				s.endMu.Unlock()
			}
			s.onEnd()
			return nil, 0, err
		}
		if t := bytes.TrimLeft(body, " \t\r\n"); len(t) > 0 && t[0] == '[' {
			s.refuse(jsonrpc2.NewError(jsonrpc2.InvalidRequest, "batches are not part of LSP"))
			continue
		}
		msg, err := jsonrpc2.DecodeMessage(body)
		if err != nil {
			var wire *jsonrpc2.Error
			if !errors.As(err, &wire) {
				wire = jsonrpc2.NewError(jsonrpc2.ParseError, err.Error())
			}
			s.refuse(wire)
			continue
		}
		switch msg.(type) {
		case *jsonrpc2.Call, *jsonrpc2.Notification, *jsonrpc2.Response:
			return msg, int64(len(body)), nil
		}
		s.refuse(jsonrpc2.NewError(jsonrpc2.InvalidRequest, "neither a request nor a response"))
	}
}

// frameError is a malformed frame after which reading can go on.
type frameError struct {
	code    jsonrpc2.Code
	message string
}

func (e *frameError) Error() string { return e.message }

// frame reads one frame. io.EOF means the end between two frames.
func (s *stream) frame() ([]byte, error) {
	length, err := s.header()
	if err != nil {
		return nil, err
	}
	if length > maxMessage {
		if _, err := io.CopyN(io.Discard, s.in, length); err != nil {
			return nil, io.ErrUnexpectedEOF
		}
		return nil, &frameError{jsonrpc2.InvalidRequest, fmt.Sprintf("a message of %d bytes is longer than %d", length, maxMessage)}
	}
	// The buffer grows as bytes arrive: a length is only a promise.
	var body bytes.Buffer
	body.Grow(int(min(length, 1<<20)))
	if _, err := io.CopyN(&body, s.in, length); err != nil {
		return nil, io.ErrUnexpectedEOF
	}
	return body.Bytes(), nil
}

// header reads a header and gives the length of the body. Where the header is
// malformed it skips to the next line that gives a length and leaves that to
// be read.
func (s *stream) header() (int64, error) {
	length := int64(-1)
	for read := 0; ; {
		line, err := s.in.ReadSlice('\n')
		if err == bufio.ErrBufferFull {
			return 0, s.resync("a header line is too long")
		}
		if err != nil {
			if err == io.EOF && read == 0 && len(line) == 0 {
				return 0, io.EOF
			}
			return 0, io.ErrUnexpectedEOF
		}
		read += len(line)
		if read > maxHeader {
			return 0, s.resync("a header is too long")
		}
		line = bytes.TrimRight(line, "\r\n")
		if len(line) == 0 {
			if length >= 0 {
				return length, nil
			}
			if read <= 2 {
				read = 0 // blank lines between messages do no harm
				continue
			}
			return 0, s.resync("a header has no Content-Length")
		}
		name, value, ok := strings.Cut(string(line), ":")
		if !ok {
			return 0, s.resync(fmt.Sprintf("a header line has no colon: %.40q", line))
		}
		if !strings.EqualFold(strings.TrimSpace(name), "Content-Length") {
			continue
		}
		n, err := strconv.ParseInt(strings.TrimSpace(value), 10, 64)
		if err != nil || n < 0 || n > 1<<40 {
			return 0, s.resync(fmt.Sprintf("Content-Length is %.40q", value))
		}
		length = n
	}
}

var lengthField = []byte("content-length:")

// resync skips input up to the next Content-Length field. The body of the
// malformed message may stand before it on the same line.
func (s *stream) resync(message string) error {
	bad := &frameError{jsonrpc2.ParseError, message}
	for {
		b, err := s.in.Peek(len(lengthField))
		if err != nil {
			return io.EOF
		}
		if bytes.EqualFold(b, lengthField) {
			return bad
		}
		// Skip what cannot be the start of the field: this looks at each byte
		// of the buffer once.
		b, _ = s.in.Peek(s.in.Buffered())
		at := bytes.IndexAny(b[1:], "cC")
		if at < 0 {
			at = len(b) - 1
		}
		_, _ = s.in.Discard(at + 1)
	}
}

// refuse answers a message that has no usable id.
func (s *stream) refuse(err *jsonrpc2.Error) {
	s.log.Warn("a message is malformed", zap.String("error", err.Message))
	_, _ = s.Write(context.Background(), jsonrpc2.NewResponse(jsonrpc2.ID{}, nil, err))
}

// Write writes one message.
func (s *stream) Write(_ context.Context, msg jsonrpc2.Message) (int64, error) {
	s.writeMu.Lock()
	defer s.writeMu.Unlock()
	const room = 64 // for the header, written before the body once its length is known
	buf := jsonrpc2.AppendMessage(append(s.buf[:0], make([]byte, room)...), msg)
	head := fmt.Appendf(nil, "Content-Length: %d\r\n\r\n", len(buf)-room)
	start := room - len(head)
	copy(buf[start:], head)
	n, err := s.rw.Write(buf[start:])
	if s.buf = buf; cap(buf) > 1<<20 {
		s.buf = nil
	}
	return int64(n), err
}

// Close closes the connection.
func (s *stream) Close() error { return s.rw.Close() }
