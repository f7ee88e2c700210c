#include "sync/jobs/push/circuitbreaker.h"

#include "sync/api/catalogue.h"
#include "sync/api/isolated.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

constexpr qsizetype examplesShown = 3;

QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::Push", text);
}

Failure held(const QStringList &rules, const QStringList &examples)
{
    Failure failure{FailureKind::BreakerHeld, rules.join(u' ')};
    if (!examples.isEmpty())
        failure.meaning = tr("For example: %1.").arg(examples.join(u"; "));
    failure.remedy
        = tr("Nothing was sent. Look through the changes; if they are what you want, send them again and confirm it.");
    return failure;
}

FieldValue wanted(const StagedField &field)
{
    if (field.decision == FieldDecision::Edited)
        return field.edited;
    return field.decision == FieldDecision::TakeTheirs || field.decision == FieldDecision::Reject ? field.remote
                                                                                                  : field.local;
}

/// Binary floating point only measures how far a price moves; no price is ever made from it.
bool movesTooFar(const FieldValue &from, const FieldValue &to, double limit)
{
    const double before = from.value_or(QString()).toDouble();
    const double after = to.value_or(QString()).toDouble();
    if (before <= 0)
        return false;
    return after <= 0 || std::abs(after - before) > before * limit;
}

QString nameOf(const PushChange &change)
{
    return change.title.isEmpty() ? change.sku : change.title;
}

QStringList priceMoves(const QList<PushChange> &changes, double limit)
{
    QStringList examples;
    for (const PushChange &change : changes) {
        const auto moved
            = std::find_if(change.fields.cbegin(), change.fields.cend(), [limit](const StagedField &field) {
                  return field.field == Field::price && movesTooFar(field.remote, wanted(field), limit);
              });
        if (moved != change.fields.cend())
            examples += tr("%1 from %2 to %3")
                            .arg(isolated(nameOf(change)), moved->remote.value_or(QString()),
                                wanted(*moved).value_or(u"0"_s));
    }
    return examples;
}

bool removes(const PushChange &change)
{
    return change.type == ChangeType::Delete
        || std::any_of(change.fields.cbegin(), change.fields.cend(), [](const StagedField &field) {
               return !field.shopifyVariant.isValid() && field.field == Field::status && wanted(field) == u"archived"_s
                   && field.remote != u"archived"_s;
           });
}

QStringList names(const QList<PushChange> &changes)
{
    QStringList all;
    for (const PushChange &change : changes.mid(0, examplesShown))
        all += nameOf(change);
    return all;
}

} // namespace

std::optional<Failure> breakerBefore(const QList<PushChange> &changes, qint64 catalogue, const BreakerLimits &limits)
{
    const QLocale locale;
    QStringList rules;
    QStringList examples;
    // All of them are named, as whoever goes on goes past all of them.
    const auto trip = [&](const QString &rule, const QStringList &some) {
        rules += rule;
        for (const QString &example : some.mid(0, examplesShown))
            if (!examples.contains(example))
                examples += example;
    };
    if (changes.size() > limits.products)
        trip(tr("This would change %1 products at once; more than %2 wait for a person.")
                 .arg(locale.toString(changes.size()), locale.toString(limits.products)),
            names(changes));
    if (catalogue > limits.smallCatalogue && double(changes.size()) > double(catalogue) * limits.catalogueShare)
        trip(tr("This would change %1 of %2 products; more than %3 % wait for a person.")
                 .arg(locale.toString(changes.size()), locale.toString(catalogue),
                     locale.toString(qRound(limits.catalogueShare * 100))),
            names(changes));
    if (const QStringList moves = priceMoves(changes, limits.priceMove); !moves.isEmpty())
        trip(tr("This would move %1 prices by more than %2 % or to 0.")
                 .arg(locale.toString(moves.size()), locale.toString(qRound(limits.priceMove * 100))),
            moves);
    QList<PushChange> removals;
    std::copy_if(changes.cbegin(), changes.cend(), std::back_inserter(removals), removes);
    if (removals.size() > limits.removals)
        trip(tr("This would delete or archive %1 products; more than %2 wait for a person.")
                 .arg(locale.toString(removals.size()), locale.toString(limits.removals)),
            names(removals));
    return rules.isEmpty() ? std::nullopt : std::optional(held(rules, examples));
}

std::optional<Failure> breakerDuring(const ItemCounts &counts, const BreakerLimits &limits)
{
    if (counts.done() < limits.failuresFrom || double(counts.failed) <= double(counts.done()) * limits.failureShare)
        return std::nullopt;
    const QLocale locale;
    return Failure{FailureKind::BreakerHeld,
        tr("%1 of the first %2 changes failed, so the rest was not sent.")
            .arg(locale.toString(counts.failed), locale.toString(counts.done())),
        tr("What was sent stays sent; the rest is still approved."),
        tr("Read in History why they failed before you send the rest.")};
}

} // namespace Sync
