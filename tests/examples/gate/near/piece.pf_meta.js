hgPiece("piece.pf_meta","Ynl0ZXM=")
