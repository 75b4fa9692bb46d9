"""The commands of `wangge`, by what they are for; each module has `register(cli)`."""
