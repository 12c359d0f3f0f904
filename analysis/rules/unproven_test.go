package rules_test

import "strings"

// unproven are the rules whose page may still lack a proof.
var unproven = strings.Fields(`
PYD041 PYD043 PYD045 PYD049 SQA301 SQA302 SQA303 SQA304 SQA305 SQA306 SQA307 SQA308
SQA309 SQA314 SQA315 SQA316 SQA320 SQA322 SQA324
`)
