hgPiece("piece.pf_meta","b3RoZXI=")
