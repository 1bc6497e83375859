package main

// The people one can be in the sandbox. Their ids are what partners' owners name.
const (
	alex      = "U0ALEX001" // an account manager who reads English
	camille   = "U0CAMILLE" // an account manager who reads French
	dominique = "U0DOMINIQ" // a manager of the programme
	guest     = "U0GUEST01" // a guest of the workspace
	external  = "U0EXTERNA" // somebody of a partner, from a shared channel
)
