import kit

¦

tags = Tags(["a", "b"])
kit.same((list(tags), tags[1], tags.model_dump()), (["a", "b"], "b", ["a", "b"]))
