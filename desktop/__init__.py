"""桩钉·综治中心工作台: the desktop program of a township comprehensive governance centre."""
