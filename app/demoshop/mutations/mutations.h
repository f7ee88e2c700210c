#pragma once

#include "app/demoshop/execution/execution.h"

namespace DemoShop {

/// The mutations the shop carries out, one file per area.
namespace Mutations {

void addAll(ResolverTable *table);
void addBulk(ResolverTable *table);
void addInventory(ResolverTable *table);
void addMedia(ResolverTable *table);
void addMetafields(ResolverTable *table);
void addOptionCreation(ResolverTable *table);
void addOptionDeletion(ResolverTable *table);
void addOptionOrder(ResolverTable *table);
void addOptions(ResolverTable *table);
void addProducts(ResolverTable *table);
void addProductSet(ResolverTable *table);
void addVariants(ResolverTable *table);

/// One entry of a payload's list of errors.
struct UserError
{
    QStringList field; ///< null in the answer when empty
    QString message;
    QString code; ///< left out for types that have none
};

/// Builds a mutation's payload.
class Payload final
{
public:
    /// `errors` is what the payload calls its list of errors.
    Payload(Execution &execution, const PlannedField &field, const char *errors = "userErrors");

    Payload &set(const char *name, RecordValue value);
    void addError(const UserError &error) { m_errors.append(error); }
    bool hasErrors() const { return !m_errors.isEmpty(); }
    /// Writes the payload with its user errors.
    Outcome write();

private:
    Execution &m_execution;
    const PlannedField &m_field;
    const char *m_errorsName;
    Record m_record;
    QList<UserError> m_errors;
};

} // namespace Mutations
} // namespace DemoShop
