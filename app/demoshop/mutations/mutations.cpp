#include "app/demoshop/mutations/mutations.h"

namespace DemoShop::Mutations {

using namespace Qt::StringLiterals;

Payload::Payload(Execution &execution, const PlannedField &field, const char *errors)
    : m_execution(execution)
    , m_field(field)
    , m_errorsName(errors)
{ }

Payload &Payload::set(const char *name, RecordValue value)
{
    m_record.set(name, std::move(value));
    return *this;
}

Outcome Payload::write()
{
    const Graphql::TypeDefinition *errorType = m_execution.planner().schema().namedType(
        m_field.type->fields.constFind(QString::fromLatin1(m_errorsName))->type);
    std::vector<Entity> errors;
    for (const UserError &error : std::as_const(m_errors)) {
        Record record;
        record.set("message", error.message.toStdString());
        if (!error.code.isEmpty()) {
            record.set("code", error.code.toStdString());
        }
        if (!error.field.isEmpty()) {
            std::vector<std::string> path;
            for (const QString &step : error.field) {
                path.push_back(step.toStdString());
            }
            record.set("field", std::move(path));
        }
        errors.push_back({.type = errorType, .record = m_execution.keep(std::move(record))});
    }
    m_record.set(m_errorsName, std::move(errors));
    return m_execution.object({.type = m_field.type, .record = m_execution.keep(std::move(m_record))}, m_field);
}

void addAll(ResolverTable *table)
{
    addBulk(table);
    addInventory(table);
    addMedia(table);
    addMetafields(table);
    addOptionCreation(table);
    addOptionDeletion(table);
    addOptionOrder(table);
    addOptions(table);
    addProducts(table);
    addProductSet(table);
    addVariants(table);
}

} // namespace DemoShop::Mutations
