#include "models/review/decisions.h"

#include "models/paging/answer.h"

namespace Models {

using Sync::DecisionKind;

Decisions::Decisions(Sync::Engine &engine, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
{ }

void Decisions::decide(DecisionKind kind, const QList<Sync::ChangeId> &changes, const QString &reason)
{
    if (changes.isEmpty())
        return;
    Sync::DecisionRequest request;
    request.target.changes = changes;
    request.kind = kind;
    request.reason = reason;
    send(request, kind == DecisionKind::Reopen ? Undoable::No : Undoable::Yes);
}

void Decisions::decide(DecisionKind kind, Sync::FieldChangeId field, const QString &value)
{
    if (!field.isValid())
        return;
    Sync::DecisionRequest request;
    request.target.fields = {field};
    request.kind = kind;
    request.value = value;
    send(request, kind == DecisionKind::Reopen ? Undoable::No : Undoable::Yes);
}

void Decisions::undo()
{
    if (m_done.isEmpty())
        return;
    Sync::DecisionRequest request;
    request.target = m_done.takeLast();
    request.kind = DecisionKind::Reopen;
    request.onlyOwn = true;
    send(request, Undoable::No);
}

void Decisions::send(const Sync::DecisionRequest &request, Undoable undoable)
{
    ++m_pending;
    Q_EMIT changed();
    whenAnswered(
        m_engine.decide(request), this, [this, request, undoable](const Sync::Result<Sync::DecisionReport> &answer) {
            --m_pending;
            // What failed to be taken back can be tried again.
            const bool undoFailed = !answer && undoable == Undoable::No && request.kind == DecisionKind::Reopen;
            if ((answer && undoable == Undoable::Yes && answer->changed > 0) || undoFailed)
                m_done += request.target;
            if (!answer && request.kind == DecisionKind::Edit && !request.target.fields.isEmpty())
                Q_EMIT valueNotTaken(request.target.fields.constFirst(), request.value);
            if (answer)
                Q_EMIT decided(request.kind, *answer);
            else
                Q_EMIT failed(answer.failure());
            Q_EMIT changed();
        });
}

} // namespace Models

#include "moc_decisions.cpp"
