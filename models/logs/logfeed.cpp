#include "models/logs/logfeed.h"
