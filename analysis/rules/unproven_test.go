package rules_test

import "strings"

// unproven are the rules whose page may still lack a proof.
var unproven = strings.Fields(`
PYD041 PYD042 PYD043 PYD044 PYD045 PYD047 PYD048 PYD049 PYD050 PYD066
`)
