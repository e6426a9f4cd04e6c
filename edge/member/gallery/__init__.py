"""The members, sealed on the disk, by consent."""
