#pragma once

#include "sync/api/reader.h"

#include <QObject>

#include <optional>

namespace Models {

/// What became of the changes a run staged.
struct StagedFates
{
    qint64 pending = 0;
    qint64 approved = 0;
    qint64 rejected = 0;
    qint64 settled = 0; ///< Written, sent, failed, replaced by newer ones or rolled back.

    qint64 total() const { return pending + approved + rejected + settled; }
    bool operator==(const StagedFates &) const = default;
};

/// "312 changes were found: 12 to review, 300 written or sent." What a pull brought, for its page in History.
QString fatesSentence(const StagedFates &fates);
/// The word of Review's tab in which the most urgent of them are: "pending", "approved", "done" or "rejected".
QString fatesTab(const StagedFates &fates);

/// Counts the changes that one run staged, and keeps the numbers current. GUI thread.
class StagedCounts final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StagedCounts)

public:
    /// `reader` must outlive the object.
    explicit StagedCounts(Sync::Reader &reader, QObject *parent = nullptr);

    /// None counts nothing.
    void setBatch(Sync::BatchId batch);
    /// Absent until counted, and when it could not be counted.
    const std::optional<StagedFates> &fates() const { return m_fates; }

Q_SIGNALS:
    void changed();

private:
    void read();
    void ask(std::optional<Sync::StagedStatus> status, qint64 StagedFates::*member);

    Sync::Reader &m_reader;
    Sync::BatchId m_batch;
    int m_round = 0;
    int m_open = 0;
    bool m_failed = false;
    bool m_again = false;
    StagedFates m_counting; ///< `settled` holds all of them until the end.
    std::optional<StagedFates> m_fates;
};

} // namespace Models
