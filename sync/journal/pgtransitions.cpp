#include "sync/journal/pgtransitions.h"

#include "sync/db/pgpipeline.h"
#include "sync/db/pgtransaction.h"
#include "sync/journal/pgoperation.h"
#include "sync/journal/pgsettlements.h"
#include "sync/lease/pgleasestore.h"
#include "sync/lease/writerlease.h"

#include <QCoreApplication>

#include <algorithm>

namespace Sync {

namespace {

QString idText(QUuid id)
{
    return id.toString(QUuid::WithoutBraces);
}

PgParameters parametersOf(const Operation &operation, qint64 epoch)
{
    return {{u"id", idText(operation.id)}, {u"batch", operation.batch}, {u"sequence", operation.sequence},
        {u"change", operation.change}, {u"product", operation.product},
        {u"shopify_product_id", operation.shopifyProduct}, {u"kind", toWord(operation.kind)},
        {u"before", toJson(operation.before)}, {u"after", toJson(operation.after)},
        {u"undoes", operation.undoes.isNull() ? PgValue() : PgValue(idText(operation.undoes))}, {u"epoch", epoch}};
}

PgParameters parametersOf(const MarkSent &mark)
{
    return {{u"id", idText(mark.operation)}, {u"attempt", mark.attempt}, {u"epoch", mark.epoch}};
}

PgParameters parametersOf(const MarkEnded &mark)
{
    return {{u"id", idText(mark.operation)}, {u"state", toWord(mark.state)}, {u"error", journalText(mark.failure)},
        {u"request_id", mark.failure.requestId.isEmpty() ? PgValue() : PgValue(mark.failure.requestId)},
        {u"epoch", mark.epoch}};
}

/// A desk that slept finds its operation settled by whoever took over: that is why, and no defect.
Failure notMarked(PgSession &session, QUuid operation, qint64 epoch)
{
    const Result<Done> held = PgLeaseStore::mayWrite(session, epoch);
    return held ? notInItsState(operation) : held.failure();
}

/// Transitions on their way through one transaction.
class Group
{
public:
    Group(PgSession &session, const QList<Transition> &transitions)
        : m_session(session)
        , m_pipeline(session)
        , m_transitions(transitions)
        , m_toSettle(settlementsOf(transitions))
        , m_settlements(m_pipeline, m_toSettle)
    { }

    Result<QList<TransitionAnswer>> write()
    {
        QList<size_t> places;
        if (onlyPlans())
            m_pipeline.add(sql(u"journal/leave_unflushed"));
        for (const Transition &transition : m_transitions)
            places += std::visit([this](const auto &one) { return add(one); }, transition);
        m_settlements.begin();
        if (const auto sent = m_pipeline.send(); !sent)
            return sent.failure();
        Result<QList<Settled>> settled = m_settlements.write();
        if (!settled)
            return settled.failure();
        QList<TransitionAnswer> answers;
        for (qsizetype i = 0; i < m_transitions.size(); ++i) {
            if (std::holds_alternative<Settlement>(m_transitions.at(i)))
                answers += Result<Settled>(settled->takeFirst());
            else
                answers
                    += std::visit([&](const auto &one) { return answerOf(one, places.at(i)); }, m_transitions.at(i));
        }
        return answers;
    }

private:
    static QList<Settlement> settlementsOf(const QList<Transition> &transitions)
    {
        QList<Settlement> settlements;
        for (const Transition &transition : transitions)
            if (const auto *settlement = std::get_if<Settlement>(&transition))
                settlements += *settlement;
        return settlements;
    }

    bool onlyPlans() const
    {
        return std::all_of(m_transitions.cbegin(), m_transitions.cend(),
            [](const Transition &transition) { return std::holds_alternative<PlanOperations>(transition); });
    }

    size_t add(const PlanOperations &plan)
    {
        for (const Operation &operation : plan.operations)
            m_pipeline.add(sql(u"journal/plan_operation"), parametersOf(operation, plan.epoch));
        return 0;
    }
    size_t add(const MarkSent &mark) { return m_pipeline.add(sql(u"journal/mark_sent"), parametersOf(mark)); }
    size_t add(const MarkEnded &mark) { return m_pipeline.add(sql(u"journal/mark_ended"), parametersOf(mark)); }
    size_t add(const Settlement &) { return 0; } // all of them together, behind the others

    TransitionAnswer answerOf(const PlanOperations &, size_t) { return Result<Done>(Done{}); }
    TransitionAnswer answerOf(const MarkSent &mark, size_t place)
    {
        const PgRows &marked = m_pipeline.answer(place);
        return marked.isEmpty() ? Result<QDateTime>(notMarked(m_session, mark.operation, mark.epoch))
                                : Result<QDateTime>(marked.first().dateTime(0));
    }
    TransitionAnswer answerOf(const MarkEnded &mark, size_t place)
    {
        return m_pipeline.answer(place).affected() == 1
            ? Result<Done>(Done{})
            : Result<Done>(notMarked(m_session, mark.operation, mark.epoch));
    }
    TransitionAnswer answerOf(const Settlement &, size_t) { return Result<Settled>(Settled{}); }

    PgSession &m_session;
    PgPipeline m_pipeline;
    const QList<Transition> &m_transitions;
    const QList<Settlement> m_toSettle;
    PgSettlements m_settlements;
};

bool isOneStatement(const Transition &transition)
{
    return std::holds_alternative<MarkSent>(transition) || std::holds_alternative<MarkEnded>(transition);
}

Failure saidOfLease(const PgSession &session, Failure failure)
{
    return session.lastError().state == "SD001" ? leaseLost(failure.detail) : failure;
}

TransitionAnswer failed(const Transition &transition, const Failure &failure)
{
    if (std::holds_alternative<MarkSent>(transition))
        return Result<QDateTime>(failure);
    if (std::holds_alternative<Settlement>(transition))
        return Result<Settled>(failure);
    return Result<Done>(failure);
}

} // namespace

bool mayShareTransaction(const Transition &first, const Transition &second)
{
    const auto *one = std::get_if<Settlement>(&first);
    const auto *other = std::get_if<Settlement>(&second);
    if (!one || !other)
        return true;
    const auto sameShopify = [](ShopifyId left, ShopifyId right) { return left.isValid() && left == right; };
    const ShopifyId seenByOne = one->seen ? one->seen->id : ShopifyId{};
    const ShopifyId seenByOther = other->seen ? other->seen->id : ShopifyId{};
    return !(one->product.isValid() && one->product == other->product)
        && !sameShopify(one->shopifyProduct, other->shopifyProduct) && !sameShopify(seenByOne, seenByOther)
        && !sameShopify(one->shopifyProduct, seenByOther) && !sameShopify(seenByOne, other->shopifyProduct);
}

TransitionAnswer writeTransition(PgSession &session, const Transition &transition)
{
    const QList<Transition> alone{transition};
    // A statement is a transaction of its own.
    const Result<QList<TransitionAnswer>> written = isOneStatement(transition)
        ? Group(session, alone).write()
        : PgTransaction::run(session, [&](PgSession &inside) { return Group(inside, alone).write(); });
    return written ? written->first() : failed(transition, saidOfLease(session, written.failure()));
}

Result<QList<TransitionAnswer>> writeTransitions(PgSession &session, const QList<Transition> &transitions)
{
    return PgTransaction::run(session, [&](PgSession &inside) { return Group(inside, transitions).write(); });
}

} // namespace Sync
