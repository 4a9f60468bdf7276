# Ramen kring förhandsvisningens egna sidor
skip = Hoppa till innehållet
nav = Redigering
all = Redigera
check = Se över
world = Tider och utkast
to-page = Till sidan
