a = "no end
