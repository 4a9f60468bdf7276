skip = Till innehållet
