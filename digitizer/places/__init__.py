"""Administrative units of Vietnam: dated lists, mergers, and the resolver of written places."""

from digitizer.places.numbers import province_of_number
from digitizer.places.resolving import ListedPlaces

__all__ = ["ListedPlaces", "province_of_number"]
