package main

import (
	"io"
	"sync/atomic"

	"go.uber.org/zap/zapcore"
)

// countingCore prints the warnings and errors of the engine for people, and
// counts the errors.
type countingCore struct {
	zapcore.Core
	errors *atomic.Int64
}

func newCountingCore(w io.Writer) *countingCore {
	enc := zapcore.NewConsoleEncoder(zapcore.EncoderConfig{
		MessageKey: "message", LevelKey: "level", ConsoleSeparator: ": ",
		EncodeLevel: func(l zapcore.Level, a zapcore.PrimitiveArrayEncoder) {
			word := l.String()
			if l == zapcore.WarnLevel {
				word = "warning"
			}
			a.AppendString("pyidiom: " + word)
		},
	})
	return &countingCore{zapcore.NewCore(enc, zapcore.Lock(zapcore.AddSync(w)), zapcore.WarnLevel), new(atomic.Int64)}
}

func (c *countingCore) With(fields []zapcore.Field) zapcore.Core {
	return &countingCore{c.Core.With(fields), c.errors}
}

func (c *countingCore) Check(e zapcore.Entry, ce *zapcore.CheckedEntry) *zapcore.CheckedEntry {
	if c.Enabled(e.Level) {
		return ce.AddCore(e, c)
	}
	return ce
}

func (c *countingCore) Write(e zapcore.Entry, fields []zapcore.Field) error {
	if e.Level >= zapcore.ErrorLevel {
		c.errors.Add(1)
	}
	return c.Core.Write(e, fields)
}
