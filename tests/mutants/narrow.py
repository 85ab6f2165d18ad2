"""How hypothesis works on planted faults: the same examples every time, and no shrinking."""

from hypothesis import HealthCheck, Phase, settings

settings.register_profile(
    "narrow",
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
