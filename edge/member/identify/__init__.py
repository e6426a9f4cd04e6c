"""Who the athlete is: frames and votes in, an identity out."""
