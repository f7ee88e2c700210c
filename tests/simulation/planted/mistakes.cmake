# The mistakes. Each is one that somebody could really make; each names the invariants of which one must be violated.
set(push sync/jobs/push)
set(rollback sync/jobs/rollback)
set(replay sync/jobs/replay)

plant(NAME send-before-journal FILE ${push}/operationsender.cpp INVARIANTS written-down-first
  FIND [[const Result<QDateTime> marked
            = co_await m_context.journal.markSent(operation.id, attemptNumber, m_lease.epoch());]]
  REPLACE [[Result<QDateTime> marked = m_context.clock.now();
        if (!Planted::is("send-before-journal"))
            marked = co_await m_context.journal.markSent(operation.id, attemptNumber, m_lease.epoch());]])

plant(NAME resend-without-reading-back FILE ${push}/operationsender.cpp INVARIANTS one-effect written-down-first no-effect-when-closed
  FIND [[outcome = co_await m_lookup.lookUp(operation, leftAt + m_context.times.settleAfter, stop);]]
  REPLACE [[if (Planted::is("resend-without-reading-back")) {
            outcome = co_await m_lookup.ended(operation, OperationState::Failed, outcome);
            readAt = m_context.clock.monotonic();
            continue;
        }
        outcome = co_await m_lookup.lookUp(operation, leftAt + m_context.times.settleAfter, stop);]])

plant(NAME nothing-checked-before-leaving FILE ${push}/operationsender.cpp INVARIANTS read-just-before one-writer maintenance-stops pause-stops stop-stops
  FIND [[if (leftAt - readAt > m_context.times.readAge || !m_guard.stillHolds(stop)) {]]
  REPLACE [[if (!Planted::is("nothing-checked-before-leaving") && isStillChecked && (leftAt - readAt > m_context.times.readAge || !m_guard.stillHolds(stop))) {]])

plant(NAME resend-past-the-guard FILE ${push}/operationsender.cpp INVARIANTS maintenance-stops pause-stops stop-stops one-writer read-just-before
  FIND [[if (attemptNumber > 1) {]]
  REPLACE [[const bool isStillChecked = attemptNumber == 1 || !Planted::is("resend-past-the-guard");
        if (attemptNumber > 1 && isStillChecked) {]])

plant(NAME lost-answer-called-failed FILE ${push}/operationsender.cpp INVARIANTS failed-had-no-effect no-effect-when-closed
  FIND [[const bool unknown = reply.failure().mayHaveHappened;]]
  REPLACE [[const bool unknown = reply.failure().mayHaveHappened && !Planted::is("lost-answer-called-failed");]])

plant(NAME only-the-first-error FILE ${push}/sendoutcome.cpp INVARIANTS one-effect base-is-what-shopify-held in-step-is-in-step
  HISTORIES 60000 # two of one call's variants have to be refused
  FIND [[if (!answer->errors.isEmpty())]]
  REPLACE [[if (Planted::is("only-the-first-error") ? answer->errors.size() == 1 : !answer->errors.isEmpty())]])

plant(NAME unreadable-answer-called-refused FILE ${push}/operationsender.cpp INVARIANTS failed-had-no-effect
  FIND [[if (outcome.end == End::Unknown)
        co_return co_await m_lookup.ended(operation, OperationState::Unknown, outcome);]]
  REPLACE [[if (outcome.end == End::Unknown && Planted::is("unreadable-answer-called-refused")) {
        const SendOutcome none{.end = End::NotSent, .failure = outcome.failure};
        co_return co_await m_lookup.ended(operation, OperationState::Failed, none);
    }
    if (outcome.end == End::Unknown)
        co_return co_await m_lookup.ended(operation, OperationState::Unknown, outcome);]])

plant(NAME no-wait-for-late-requests FILE ${push}/operationlookup.cpp INVARIANTS failed-had-no-effect no-effect-when-closed one-effect
  FIND [[if (wait <= std::chrono::milliseconds::zero()) {]]
  REPLACE [[if (wait <= std::chrono::milliseconds::zero() || Planted::is("no-wait-for-late-requests")) {]])

plant(NAME somebody-elses-value-called-ours FILE ${push}/operationlookup.cpp INVARIANTS one-effect base-is-what-shopify-held
  FIND [[verdict == ReadBack::TookEffect) {]]
  REPLACE [[verdict == ReadBack::TookEffect || (verdict == ReadBack::SomethingElse && Planted::is("somebody-elses-value-called-ours"))) {]])

plant(NAME create-takes-what-others-wrote FILE ${push}/settlements.cpp INVARIANTS others-values-stay-theirs
  HISTORIES 60000 # a create loses its answer, and somebody edits what it made before it is found
  FIND [[leaveToThePull(settlement, asStored(operation, content, outcome.shopName).after);]]
  REPLACE [[leaveToThePull(settlement, Planted::is("create-takes-what-others-wrote") ? ContentPatch() : asStored(operation, content, outcome.shopName).after);]])

plant(NAME takes-what-others-wrote FILE ${push}/operationlookup.cpp INVARIANTS others-values-stay-theirs
  HISTORIES 60000 # an answer is lost, and somebody edits one of several fields before it is read back
  FIND [[.others = writtenByOthers(operation, read->content)};]]
  REPLACE [[.others = Planted::is("takes-what-others-wrote") ? ContentPatch() : writtenByOthers(operation, read->content)};]])

plant(NAME create-without-lookup FILE ${push}/operationlookup.cpp INVARIANTS failed-had-no-effect no-effect-when-closed
  FIND [[const Result<RemoteRead> found = co_await m_reads.byHandle(handle.value_or(QString()), {});]]
  REPLACE [[if (Planted::is("create-without-lookup"))
            co_return RemoteRead{.gone = true};
        const Result<RemoteRead> found = co_await m_reads.byHandle(handle.value_or(QString()), {});]])

plant(NAME age-by-the-wall-clock FILE ${push}/openoperations.cpp INVARIANTS failed-had-no-effect no-effect-when-closed one-effect
  FIND [[= answered - operation.age + m_context.times.leavesWithin + m_context.times.settleAfter;]]
  REPLACE [[= answered
            - (Planted::is("age-by-the-wall-clock") ? std::chrono::milliseconds(operation.sentAt.msecsTo(m_context.clock.now()))
                                                    : operation.age)
            + m_context.times.leavesWithin + m_context.times.settleAfter;]])

plant(NAME settling-keeps-the-changes FILE ${push}/openoperations.cpp INVARIANTS comes-to-rest
  FIND [[for (const BatchId batch : batches) {]]
  REPLACE [[for (const BatchId batch : Planted::is("settling-keeps-the-changes") ? QList<BatchId>() : batches) {]])

plant(NAME bulk-run-left-running FILE ${push}/openoperations.cpp INVARIANTS no-effect-when-closed failed-had-no-effect
  FIND [[const Result<Done> ended = co_await m_runs.end(run.key(), run.value(), stop);]]
  REPLACE [[Result<Done> ended = Done{};
        if (!Planted::is("bulk-run-left-running"))
            ended = co_await m_runs.end(run.key(), run.value(), stop);]])

plant(NAME bulk-lines-mixed-up FILE ${push}/bulksender.cpp INVARIANTS failed-had-no-effect no-effect-when-closed one-effect
  FIND [[const auto line = told.constFind(i);]]
  REPLACE [[const auto line = told.constFind(Planted::is("bulk-lines-mixed-up") ? (i + 1) % lines.size() : i);]])

plant(NAME bulk-run-not-written-down FILE ${push}/bulksender.cpp INVARIANTS written-down-first
  FIND [[const Result<Done> marked = co_await m_context.journal.markRunSent(idsOf(lines), run, m_lease.epoch());]]
  REPLACE [[Result<Done> marked = Done{};
    if (!Planted::is("bulk-run-not-written-down"))
        marked = co_await m_context.journal.markRunSent(idsOf(lines), run, m_lease.epoch());]])

plant(NAME bulk-run-not-checked FILE ${push}/bulksender.cpp INVARIANTS read-just-before one-writer maintenance-stops pause-stops stop-stops
  FIND [[if (leftAt - readAt > m_context.times.bulkReadAge || !m_guard.stillHolds(stop)) {]]
  REPLACE [[if (!Planted::is("bulk-run-not-checked") && (leftAt - readAt > m_context.times.bulkReadAge || !m_guard.stillHolds(stop))) {]])

plant(NAME overwrites-conflicts FILE ${push}/pushplanner.cpp INVARIANTS nothing-unseen-overwritten base-is-what-shopify-held nothing-typed-is-lost rollback-restores
  FIND [[} else if (!sameValue(field.field, found, field.remote)) {]]
  REPLACE [[} else if (!Planted::is("overwrites-conflicts") && !sameValue(field.field, found, field.remote)) {]])

plant(NAME removes-unseen-variants FILE ${push}/pushplanner.cpp INVARIANTS nothing-unseen-overwritten
  FIND [[m_plan.conflicts += variantConflicts(*seen, *found);]]
  REPLACE [[m_plan.conflicts += Planted::is("removes-unseen-variants") ? QList<FieldConflict>() : variantConflicts(*seen, *found);]])

plant(NAME sends-on-an-old-read FILE ${push}/pushrunsteps.cpp INVARIANTS nothing-unseen-overwritten
  FIND [[if (!*looked) {]]
  REPLACE [[if (!*looked && !Planted::is("sends-on-an-old-read")) {]])

plant(NAME refused-index-off-by-one FILE ${push}/pushrunsteps.cpp INVARIANTS refused-stays-refused
  FIND [[rest.after.variants.remove(ids.at(*index));]]
  REPLACE [[rest.after.variants.remove(ids.at(Planted::is("refused-index-off-by-one") ? ids.size() - 1 - *index : *index));]])

plant(NAME base-is-what-was-sent FILE ${push}/settlements.cpp INVARIANTS base-is-what-shopify-held in-step-is-in-step
  FIND [[settlement.base = settlement.operation->returned;]]
  REPLACE [[settlement.base = Planted::is("base-is-what-was-sent") ? operation.after : settlement.operation->returned;]])

plant(NAME removes-another-variant FILE ${push}/shoprequests.cpp INVARIANTS only-planned-removals as-written-down
  FIND [[ids += shopGid(u"ProductVariant", ShopifyId{variant.key()});]]
  REPLACE [[ids += shopGid(u"ProductVariant", ShopifyId{variant.key() + (Planted::is("removes-another-variant") ? 2 : 0)});]])

plant(NAME stock-without-comparing FILE ${push}/stockrequests.cpp INVARIANTS nothing-unseen-overwritten
  FIND [[{u"changeFromQuantity"_s, numberOf(operation.before.variants.value(variant.key()).value(field.key()))}};]]
  REPLACE [[{u"changeFromQuantity"_s, Planted::is("stock-without-comparing") ? QJsonValue() : QJsonValue(numberOf(operation.before.variants.value(variant.key()).value(field.key())))}};]])

plant(NAME sends-a-field-too-many FILE ${push}/shoprequests.cpp INVARIANTS as-written-down
  FIND [[input.insert("id"_L1, shopGid(u"Product", operation.shopifyProduct));]]
  REPLACE [[if (Planted::is("sends-a-field-too-many"))
        input.insert("vendor"_L1, QStringLiteral("Acme"));
    input.insert("id"_L1, shopGid(u"Product", operation.shopifyProduct));]])

plant(NAME forgets-its-claims FILE ${push}/batchend.cpp INVARIANTS gives-back-its-claims
  FIND [[const Result<qint64> released = co_await context.journal.release(end.batch, epoch);]]
  REPLACE [[Result<qint64> released = qint64(0);
    if (!Planted::is("forgets-its-claims"))
        released = co_await context.journal.release(end.batch, epoch);]])

plant(NAME counts-only-successes FILE ${push}/pushrun.cpp INVARIANTS counts-add-up
  FIND [[m_counts.count(outcome);]]
  REPLACE [[m_counts.count(outcome);
    m_counts.succeeded += Planted::is("counts-only-successes") && outcome == Outcome::Success ? 1 : 0;]])

plant(NAME rolls-back-over-edits FILE ${rollback}/localundo.cpp INVARIANTS rollback-leaves-the-rest
  FIND [[if (sameValue(field, now, written) || restoreConflicts)]]
  REPLACE [[if (sameValue(field, now, written) || restoreConflicts || Planted::is("rolls-back-over-edits"))]])

plant(NAME rolls-back-to-what-is-here FILE ${rollback}/rollbackplanner.cpp INVARIANTS rollback-restores as-written-down
  FIND [[(variant.isValid() ? undo.step.after.variants[variant.value] : undo.step.after.product)
                .insert(field, before);]]
  REPLACE [[(variant.isValid() ? undo.step.after.variants[variant.value] : undo.step.after.product)
                .insert(field, Planted::is("rolls-back-to-what-is-here") && m_local && !variant.isValid() ? m_local->product.fields.value(Field::vendor.toString()) : before);]])

plant(NAME deletes-what-others-changed FILE ${rollback}/rollbackplanner.cpp INVARIANTS rollback-leaves-the-rest
  FIND [[const QString changed = whyChangedSince(operation.returned, m_remote.content, m_restocked);]]
  REPLACE [[const QString changed = Planted::is("deletes-what-others-changed") ? QString() : whyChangedSince(operation.returned, m_remote.content, m_restocked);]])

plant(NAME undoes-in-the-order-of-doing FILE ${rollback}/rollbackplanner.cpp INVARIANTS rollback-restores comes-to-rest one-effect failed-had-no-effect
  FIND [[planner.undo(*operation);]]
  REPLACE [[planner.undo(Planted::is("undoes-in-the-order-of-doing") ? whole.at(std::distance(whole.crbegin(), operation)) : *operation);]])

plant(NAME replays-what-came-first FILE ${replay}/courses.cpp INVARIANTS replay-makes-true
  FIND [[return values.last();]]
  REPLACE [[return Planted::is("replays-what-came-first") ? values.first() : values.last();]])

plant(NAME replays-what-holds FILE ${replay}/replayplanner.cpp INVARIANTS replay-writes-what-is-missing
  FIND [[if (sameValue(key.second, now, course.outcome()))]]
  REPLACE [[if (!Planted::is("replays-what-holds") && sameValue(key.second, now, course.outcome()))]])

plant(NAME replays-over-edits FILE ${replay}/replayplanner.cpp INVARIANTS replay-leaves-the-rest
  FIND [[return course.knows(key.second, now) || m_replayConflicts ? RollbackFate::WillRestore]]
  REPLACE [[return course.knows(key.second, now) || m_replayConflicts || Planted::is("replays-over-edits") ? RollbackFate::WillRestore]])

plant(NAME lease-never-looked-at FILE sync/lease/writerlease.cpp INVARIANTS one-writer written-down-first
  FIND [[if (m_lost)
        return leaseLost(u"epoch %1"_s.arg(m_epoch));
    if (m_clock.monotonic()]]
  REPLACE [[if (Planted::is("lease-never-looked-at"))
        return Done{};
    if (m_lost)
        return leaseLost(u"epoch %1"_s.arg(m_epoch));
    if (m_clock.monotonic()]])

plant(NAME lease-not-given-back FILE sync/lease/writerlease.cpp INVARIANTS comes-to-rest
  FIND [[if (const auto released = co_await m_store.release(m_claim, m_epoch); !released)]]
  REPLACE [[if (Planted::is("lease-not-given-back"))
        co_return;
    if (const auto released = co_await m_store.release(m_claim, m_epoch); !released)]])

plant(NAME maintenance-looked-at-once FILE sync/lease/writeguard.cpp INVARIANTS maintenance-stops
  FIND [[if (m_clock.monotonic() - m_lookedAt >= lookAgainAfter)
        co_return]]
  REPLACE [[if (Planted::is("maintenance-looked-at-once") && m_lookedAt > std::chrono::milliseconds::zero())
        m_lookedAt = m_clock.monotonic();
    if (m_clock.monotonic() - m_lookedAt >= lookAgainAfter)
        co_return]])

plant(NAME pause-passed-by FILE sync/lease/writeguard.cpp INVARIANTS pause-stops
  FIND [[return !stop.stop_requested() && m_gate.isOpen() &&]]
  REPLACE [[return !stop.stop_requested() && (m_gate.isOpen() || Planted::is("pause-passed-by")) &&]])
