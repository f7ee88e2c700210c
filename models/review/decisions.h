#pragma once

#include "sync/api/engine.h"

#include <QList>
#include <QObject>

namespace Models {

/// Makes decisions and remembers how to take them back: each approval, rejection or choice of this session can be
/// undone in reverse order. What cannot be undone any more, because it moved on, is said by the report of the undo.
class Decisions final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Decisions)

public:
    /// `engine` must outlive the object.
    explicit Decisions(Sync::Engine &engine, QObject *parent = nullptr);

    void decide(Sync::DecisionKind kind, const QList<Sync::ChangeId> &changes, const QString &reason = {});
    void decide(Sync::DecisionKind kind, Sync::FieldChangeId field, const QString &value = {});
    /// Takes the last decision back; nothing happens when there is none.
    void undo();
    bool canUndo() const { return !m_done.isEmpty(); }
    /// The number of decisions on their way.
    int pending() const { return m_pending; }

Q_SIGNALS:
    /// A decision was made or taken back; re-read what is shown.
    void decided(Sync::DecisionKind kind, const Sync::DecisionReport &report);
    void failed(const Sync::Failure &failure);
    /// Comes before failed() when it was a value that could not be written.
    void valueNotTaken(Sync::FieldChangeId field, const QString &value);
    /// pending() or canUndo() has changed.
    void changed();

private:
    enum class Undoable { Yes, No };

    void send(const Sync::DecisionRequest &request, Undoable undoable);

    Sync::Engine &m_engine;
    QList<Sync::DecisionTarget> m_done;
    int m_pending = 0;
};

} // namespace Models
