package commands

import "slices"

// missingFrom are the items of a list that another has not. Both can be of thousands.
func missingFrom[T comparable](other, list []T) []T {
	if slices.Equal(other, list) {
		return nil
	}
	has := make(map[T]bool, len(other))
	for _, item := range other {
		has[item] = true
	}
	return slices.DeleteFunc(slices.Clone(list), func(item T) bool { return has[item] })
}

// An exchange is something new, and what it takes the place of, which may be nothing.
type exchange[T any] struct{ was, is T }

// exchanges pairs what is new with what is gone, so that a day that was mended is one
// line and not two. What has no pair is gone for good.
func exchanges[T, K comparable](before, after []T, key func(*T) K) (news []exchange[T], gone []T) {
	lost := map[K][]T{}
	gone = missingFrom(after, before)
	for i := range gone {
		k := key(&gone[i])
		lost[k] = append(lost[k], gone[i])
	}
	for _, is := range missingFrom(before, after) {
		e := exchange[T]{is: is}
		if k := key(&is); len(lost[k]) > 0 {
			e.was, lost[k] = lost[k][0], lost[k][1:]
		}
		news = append(news, e)
	}
	return news, slices.DeleteFunc(gone, func(item T) bool { return !slices.Contains(lost[key(&item)], item) })
}
