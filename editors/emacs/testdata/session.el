;;; session.el --- An editing session in Eglot  -*- lexical-binding: t; -*-

;; emacs --batch -Q -l pyidiom.el -l session.el -f session-WHAT FILE

(require 'cl-lib)
(require 'flymake)

(defun session-await (what condition)
  "Wait until CONDITION gives a true value; WHAT says for what."
  (let ((end (+ (float-time) 30)))
    (while (not (funcall condition))
      (when (> (float-time) end)
        (error "Timed out waiting for %s\n%s" what (buffer-string)))
      (accept-process-output nil 0.05))))

(defun session-open ()
  "Open the file of the command line with the server."
  (setq-default eglot-sync-connect 20)
  (find-file (pop command-line-args-left))
  (python-mode)
  (apply #'eglot--connect (eglot--guess-contact))
  (session-await "the server" #'eglot-managed-p)
  (flymake-start))

(defun session-codes ()
  "The lines and messages of the diagnostics, in order."
  (sort (mapcar (lambda (d)
                  (list (line-number-at-pos (flymake-diagnostic-beg d))
                        (buffer-substring (flymake-diagnostic-beg d) (flymake-diagnostic-end d))))
                (flymake-diagnostics))
        (lambda (a b) (< (car a) (car b)))))

(defun session-expect (want)
  "Wait until the diagnostics are WANT."
  (session-await (format "%S" want)
                 (lambda ()
                   ;; What Eglot does when Emacs is idle, which it never is in batch mode.
                   (eglot--signal-textDocument/didChange)
                   (equal (session-codes) want))))

(defun session-fix (text title)
  "Apply the action with TITLE where TEXT is."
  (goto-char (point-min))
  (search-forward text)
  (let ((action (cl-find title (eglot-code-actions (point) (point) nil) :test #'equal
                         :key (lambda (a) (plist-get a :title)))))
    (unless action (error "No action %s" title))
    (eglot-execute (eglot-current-server) action)))

(defconst session-annotated "name: str = Depends(token)")

(defun session-fixes ()
  "Diagnostics, one fix, and all of them; save."
  (session-open)
  (session-expect `((7 "datetime.utcnow") (8 "datetime.utcnow") (15 ,session-annotated)))
  (session-fix "Depends(tok" "Use Annotated in `user`")
  (session-expect '((8 "datetime.utcnow") (9 "datetime.utcnow")))
  (pyidiom-fix-all)
  (session-expect nil)
  (save-buffer))

(defun session-killed ()
  "The server is killed in mid-edit; Eglot connects again and sends the text that was not saved."
  (session-open)
  (session-expect `((7 "datetime.utcnow") (8 "datetime.utcnow") (15 ,session-annotated)))
  (goto-char (point-min))
  (insert "import sys\n")
  (session-expect `((8 "datetime.utcnow") (9 "datetime.utcnow") (16 ,session-annotated)))
  (sleep-for 4)                         ; see `eglot-autoreconnect'
  (let ((old (eglot-current-server)))
    (signal-process (jsonrpc--process old) 'KILL)
    (session-await "another server"
                   (lambda () (and (eglot-current-server) (not (eq (eglot-current-server) old))))))
  (goto-char (point-min))
  (insert "import re\n")
  (session-expect `((9 "datetime.utcnow") (10 "datetime.utcnow") (17 ,session-annotated)))
  (save-buffer))

(defun session-bad ()
  "A server that does not start: one error, and a file that can be edited."
  (condition-case problem
      (progn (session-open) (error "The server has started"))
    (error (message "message: %s" (error-message-string problem))))
  (goto-char (point-min))
  (insert "import sys\n")
  (save-buffer))

;;; session.el ends here
