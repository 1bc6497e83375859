package main

import "strings"

// The words that invented names are made of.
var (
	stems = strings.Fields(`Abélia Adonis Alizé Altaïr Améthyste Antarès Arpège Astrée Aubépine Azimut
		Béryl Boréale Bruyère Calanque Capella Cèdre Cobalt Coquelicot Cyprès Delta Dolmen Églantine Embruns
		Équinoxe Escale Estuaire Fanal Garrigue Genêt Grésil Hélianthe Hermine Iroise Jacinthe Jonquille Lavande
		Libellule Lumen Lysandre Magnolia Mascaret Méridienne Mistral Nacre Néroli Océane Olympe Onyx Opaline
		Orion Palatine Pervenche Phénix Pléiade Quartz Ravel Rivage Romarin Safran Sémaphore Sirius Solstice
		Tamaris Topaze Tramontane Véga Vétiver Zénith Zéphyr`)

	trades = []string{
		"Informatique", "Systèmes", "Réseaux", "Conseil", "Technologies", "Solutions", "Infogérance",
		"Ingénierie", "Services", "Intégration", "Data", "Cloud & Stockage", "Virtualisation", "Sécurité",
	}

	cities = []string{
		"Lyon", "Nantes", "Lille", "Bordeaux", "Rennes", "Strasbourg", "Toulouse", "Grenoble", "Metz",
		"Île-de-France", "Normandie", "Côte d'Azur", "Méditerranée", "Grand Ouest", "Rhône-Alpes",
	}

	forms = []string{"", "", "", "SA", "SAS", "SARL", "SARL"}

	firstNames = strings.Fields(`Adèle Aïcha Alain Amélie Anaïs Antoine Aurélie Baptiste Béatrice Bruno Cécile
		Chloé Clément Corinne Damien Delphine Élodie Émile Estelle Fabien Farid Florence Gaël Hélène Hugo Inès Isabelle
		Jérôme Joël Karim Laëtitia Léo Loïc Lucie Maël Magali Marc Maud Mehdi Nadia Noémie Olivier Pascale Quentin
		Raphaël Sabine Samir Sophie Théo Valérie Yann Zoé`)

	lastNames = strings.Fields(`Abadie Arnaud Aubert Barbier Bérenger Bonnet Bouvier Carpentier Chevallier Collet
		Cordier Delattre Delmas Deschamps Diallo Dufour Dumas Esnault Fabre Faure Ferrand Fournier Gaillard Garnier
		Gérard Guérin Haddad Hamel Hervé Jacquet Joly Keller Lacroix Lambert Leblanc Lefèvre Leroux Maillard
		Marchand Masson Mercier Meunier Moreau Nicolas Noël Ollivier Paris Pelletier Perrot Picard Prévost Renaud
		Rivière Roussel Roy Saunier Tessier Vasseur Vidal Weber`)
)
