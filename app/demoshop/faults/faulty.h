#pragma once

#include "app/demoshop/faults/faultrules.h"
#include "app/demoshop/http/httpmessage.h"

/// What the faults do to answers. The server decides when; these make the bytes.
namespace DemoShop::Faulty {

/// Whether the request is carried out before the fault shows.
bool isExecuted(const FaultRules::Rule &rule);

/// The answer of a fault that takes the place of carrying out the request.
HttpResponse instead(const FaultRules::Rule &rule);

/// An answer spoiled after the request was carried out.
HttpResponse spoiled(HttpResponse response, const FaultRules::Rule &rule, const QString &requestId);

/// How long the fault keeps the client waiting, in milliseconds.
int delay(const FaultRules::Rule &rule);

} // namespace DemoShop::Faulty
