#pragma once

#include <QCoroTask>

#include <QTest>

#include <memory>
#include <optional>

namespace TestSupport {

namespace RunTaskDetail {
template <typename T>
QCoro::Task<void> store(QCoro::Task<T> task, std::shared_ptr<std::optional<T>> into)
{
    into->emplace(co_await task);
}
} // namespace RunTaskDetail

/// Runs the event loop until a task has ended; nothing when it has not within the time.
template <typename T>
std::optional<T> runTask(QCoro::Task<T> task, int milliseconds = 10'000)
{
    auto result = std::make_shared<std::optional<T>>();
    RunTaskDetail::store(std::move(task), result);
    if (!QTest::qWaitFor([&] { return result->has_value(); }, milliseconds))
        return {};
    return std::move(*result);
}

} // namespace TestSupport
