hgPiece("gone.pf_meta","b3RoZXI=")
