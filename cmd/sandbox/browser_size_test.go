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

// size makes the window so wide, in CSS pixels, and as high as a screen is.
func (s *screen) size(width int64) {
	s.t.Helper()
	s.resize(emulation.SetDeviceMetricsOverrideParams{Width: width, Height: 860, DeviceScaleFactor: 1})
}

// dense makes a window of which each CSS pixel is two by two on the screen.
func (s *screen) dense(width, height int64) {
	s.t.Helper()
	s.resize(emulation.SetDeviceMetricsOverrideParams{Width: width, Height: height, DeviceScaleFactor: 2})
}

func (s *screen) resize(to emulation.SetDeviceMetricsOverrideParams) {
	s.t.Helper()
	s.do("resize the window", chromedp.Do(s.tab, command(emulation.SetDeviceMetricsOverride, to)))
}

// scheme shows the page as to somebody who prefers light, or dark.
func (s *screen) scheme(name string) {
	s.t.Helper()
	preference := &emulation.MediaFeature{Name: "prefers-color-scheme", Value: name}
	s.do("prefer "+name, chromedp.Do(s.tab, command(emulation.SetEmulatedMedia,
		emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{preference}})))
}
