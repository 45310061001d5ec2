problem-card-several = These pages bear identity cards of several people; see whose value this is.
