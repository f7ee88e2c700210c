#include "models/paging/wholetable.h"

#include "moc_wholetable.cpp"
