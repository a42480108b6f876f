// The first hundred things
g.V().limit(100).all()
