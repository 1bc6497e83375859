package commands

func (p *phrases) handoverLabel() string { return p.either("Hand over…", "Confier à…") }
