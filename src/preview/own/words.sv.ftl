# Ramen kring förhandsvisningens egna sidor
skip = Hoppa till innehållet
nav = Redigering
all = Allt som går att redigera
check = Allt som är värt att se över
to-page = Till sidan
