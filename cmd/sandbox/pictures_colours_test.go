package main

import (
	"cmp"
	"image"
	"image/color"
	"maps"
	"slices"
)

// fewColours is a picture in the 256 colours that are most of it; the others, which are on
// the rims of letters, become the nearest of those. It takes a third of the bytes.
func fewColours(full image.Image) image.Image {
	often := map[color.Color]int{}
	bounds := full.Bounds()
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			often[opaque(full, x, y)]++
		}
	}
	order := func(a, b color.Color) int {
		return cmp.Or(cmp.Compare(often[b], often[a]), cmp.Compare(rank(a), rank(b)))
	}
	palette := color.Palette(slices.SortedFunc(maps.Keys(often), order))
	few := image.NewPaletted(bounds, palette[:min(len(palette), 256)])
	nearest := map[color.Color]uint8{}
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			c := opaque(full, x, y)
			index, known := nearest[c]
			if !known {
				index = uint8(few.Palette.Index(c))
				nearest[c] = index
			}
			few.SetColorIndex(x, y, index)
		}
	}
	return few
}

func opaque(full image.Image, x, y int) color.Color {
	r, g, b, _ := full.At(x, y).RGBA()
	return color.RGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), 0xff}
}

// rank orders colours that are there equally often, so that the same page is the same file.
func rank(c color.Color) uint32 {
	r, g, b, _ := c.RGBA()
	return r>>8<<16 | g>>8<<8 | b>>8
}
