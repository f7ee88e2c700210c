#pragma once

#include "sync/checks/databasecheck.h"

namespace Sync {

/// What a counting check asks and says. The statement yields one row: `count`, and `evidence` as text[].
struct CountCheckSpec
{
    QString id;
    CheckGroup group = CheckGroup::Data;
    QString name;
    QString statement; ///< A name of the catalogue, "checks/…".
    QString none; ///< Said when the count is 0.
    QString some; ///< Said otherwise; %1 is the count.
    QString meaning; ///< Why it matters when there are some.
    CheckStatus status = CheckStatus::Attention; ///< When there are some.
    QString remedy = {}; ///< A remedy's id, offered when there are some.
    std::chrono::milliseconds timeout = std::chrono::seconds(5);
};

/// Something that should not be there, counted.
class CountCheck final : public DatabaseCheck
{
public:
    explicit CountCheck(CountCheckSpec spec)
        : m_spec(std::move(spec))
    { }

    QString id() const override { return m_spec.id; }
    CheckGroup group() const override { return m_spec.group; }
    QString name() const override { return m_spec.name; }
    std::chrono::milliseconds timeout() const override { return m_spec.timeout; }

protected:
    Examination examination(const CheckContext &context) const override;

private:
    CountCheckSpec m_spec;
};

} // namespace Sync
