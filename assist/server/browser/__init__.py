"""What browsers load: pages, scripts and desks' frames, packed, tagged and guarded by a strict policy."""
