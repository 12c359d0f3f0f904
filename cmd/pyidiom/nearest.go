package main

import (
	"slices"
	"strings"
)

// nearest gives up to three words that resemble key: those that continue it
// or are at most two typing errors away, the closest first.
func nearest(key string, words []string) []string {
	type match struct {
		word string
		cost int
	}
	key = strings.ToLower(key)
	var found []match
	for _, w := range words {
		lower := strings.ToLower(w)
		cost := distance(key, lower)
		if len(key) >= 3 && strings.HasPrefix(lower, key) {
			cost = 0
		}
		if cost <= 2 && cost < len(key) {
			found = append(found, match{w, cost})
		}
	}
	slices.SortStableFunc(found, func(a, b match) int { return a.cost - b.cost })
	var all []string
	for _, m := range found[:min(3, len(found))] {
		all = append(all, m.word)
	}
	return all
}

// distance is the Levenshtein distance in bytes.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}
