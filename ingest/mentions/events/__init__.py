"""Events: by slogan and head, by the frame that holds them, by learned weights."""
