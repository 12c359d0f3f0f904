"""The statements are made."""

raises = r"ArgumentError|TypeError: .*(select|Select)"
