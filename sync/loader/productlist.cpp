#include "sync/loader/productlist.h"

#include "sync/loader/copywriter.h"
#include "sync/loader/shopifygid.h"
#include "sync/loader/timestamp.h"

#include <QCoreApplication>

#include <simdjson.h>

namespace Sync {

namespace {

constexpr std::size_t SendSize = 32 * 1024;

/// Turns bytes into lines and lines into rows.
class ListReader final
{
    Q_DISABLE_COPY_MOVE(ListReader)

public:
    explicit ListReader(RowSink &sink)
        : m_sink(sink)
    { }

    Result<Done> feed(std::string_view bytes)
    {
        m_splitter.append(bytes);
        return takeLines();
    }

    Result<Done> finish()
    {
        m_splitter.finish();
        if (auto taken = takeLines(); !taken)
            return taken;
        m_rows.appendTrailer();
        if (auto sent = m_sink.write(m_rows.bytes()); !sent)
            return sent;
        const auto finished = m_sink.finish();
        return finished ? Result<Done>(Done{}) : finished.failure();
    }

    qint64 lines() const { return m_lines; }

private:
    Result<Done> takeLines()
    {
        while (const auto line = m_splitter.next()) {
            if (const auto problem = takeLine(line->text))
                return failureOf(*problem, line->number);
            if (m_rows.size() < SendSize)
                continue;
            if (auto sent = m_sink.write(m_rows.bytes()); !sent)
                return sent;
            m_rows.clear();
        }
        if (m_splitter.isTooLong())
            return failureOf(LineProblem{LineFault::TooLong}, m_splitter.lineNumber());
        return Done{};
    }

    std::optional<LineProblem> takeLine(std::string_view line)
    {
        simdjson::ondemand::document document;
        std::string_view gid;
        std::string_view time;
        if (m_parser.iterate(simdjson::padded_string_view(line, line.size() + simdjson::SIMDJSON_PADDING)).get(document)
            || document["id"].get_string().get(gid))
            return LineProblem{LineFault::NotJson};
        const auto id = shopifyNumber(gid, "Product");
        if (!id)
            return LineProblem{LineFault::BadId, "id", std::string(gid)};
        if (document["updatedAt"].get_string().get(time))
            return LineProblem{LineFault::MissingField, "updatedAt"};
        const auto updatedAt = parseTimestamp(time);
        if (!updatedAt)
            return LineProblem{LineFault::BadTime, "updatedAt", std::string(time)};
        m_rows.appendListed(*id, *updatedAt);
        ++m_lines;
        return std::nullopt;
    }

    RowSink &m_sink;
    LineSplitter m_splitter;
    simdjson::ondemand::parser m_parser;
    BinaryRows m_rows;
    qint64 m_lines = 0;
};

Failure shortList(qint64 expected, qint64 found)
{
    return {FailureKind::DataCorrupt,
        QCoreApplication::translate(
            "Sync::BulkFile", "The list of products from Shopify holds %1 products, but should hold %2.")
            .arg(found)
            .arg(expected),
        QCoreApplication::translate(
            "Sync::BulkFile", "It is not complete, so nothing of it was used and nothing was taken for deleted."),
        QCoreApplication::translate("Sync::BulkFile", "Pull again.")};
}

} // namespace

Result<Done> loadProductList(
    PgSession &session, const LoadPlan::Source &source, qint64 objectCount, LoadGate &gate, const std::stop_token &stop)
{
    for (const QStringView statement : {u"pull/create_shop_list", u"pull/empty_shop_list"}) {
        if (const auto done = session.execute(sql(statement)); !done)
            return done.failure();
    }
    auto writer = CopyWriter::begin(session, sql(u"pull/copy_shop_list"));
    if (!writer)
        return writer.failure();
    ListReader reader(**writer);
    std::optional<Failure> failure;
    const Result<Done> brought = source([&](std::string_view bytes) {
        gate.pass(stop);
        if (stop.stop_requested())
            failure = stopped();
        else if (const auto fed = reader.feed(bytes); !fed)
            failure = fed.failure();
        return !failure;
    });
    if (failure)
        return *failure;
    if (stop.stop_requested())
        return stopped();
    if (!brought)
        return brought.failure();
    if (const auto finished = reader.finish(); !finished)
        return finished.failure();
    if (objectCount >= 0 && objectCount != reader.lines())
        return shortList(objectCount, reader.lines());
    const auto analyzed = session.execute(sql(u"pull/analyze_shop_list"));
    return analyzed ? Result<Done>(Done{}) : analyzed.failure();
}

} // namespace Sync
