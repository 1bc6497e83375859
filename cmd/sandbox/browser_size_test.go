package main

import (
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// The widths that the page has to do with: a desk's and a phone's.
const (
	desk  = 1280
	phone = 390
)

// size makes the window so wide, in CSS pixels, and as high as such a screen is. A dense
// screen has two pixels for one.
func (s *screen) size(width int64, dense bool) {
	s.t.Helper()
	metrics := emulation.SetDeviceMetricsOverrideParams{Width: width, Height: 860, DeviceScaleFactor: 1}
	if dense {
		metrics.DeviceScaleFactor = 2
	}
	s.do("resize the window", chromedp.Do(s.tab, command(emulation.SetDeviceMetricsOverride, metrics)))
}

// scheme shows the page as to somebody who prefers light, or dark.
func (s *screen) scheme(name string) {
	s.t.Helper()
	preference := &emulation.MediaFeature{Name: "prefers-color-scheme", Value: name}
	s.do("prefer "+name, chromedp.Do(s.tab, command(emulation.SetEmulatedMedia,
		emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{preference}})))
}
