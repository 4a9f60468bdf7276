# Ramen kring förhandsvisningens egna sidor
skip = Hoppa till innehållet
nav = Redigering
all = Allt som går att redigera
to-page = Till sidan
