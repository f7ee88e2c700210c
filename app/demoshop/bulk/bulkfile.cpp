#include "app/demoshop/bulk/bulkfile.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace DemoShop {

namespace {

class MemorySource final : public BodySource
{
public:
    explicit MemorySource(QByteArray content)
        : m_content(std::move(content))
    { }
    qint64 size() const override { return m_content.size(); }
    bool seek(qint64 offset) override
    {
        m_offset = offset;
        return offset <= m_content.size();
    }
    QByteArray read(qint64 wanted) override
    {
        const QByteArray piece = m_content.mid(m_offset, wanted);
        m_offset += piece.size();
        return piece;
    }

private:
    QByteArray m_content;
    qint64 m_offset = 0;
};

class FileSource final : public BodySource
{
public:
    explicit FileSource(const QString &path)
        : m_file(path)
    {
        m_isOpen = m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    bool isOpen() const { return m_isOpen; }
    qint64 size() const override { return m_file.size(); }
    bool seek(qint64 offset) override { return m_file.seek(offset); }
    QByteArray read(qint64 wanted) override { return m_file.read(wanted); }

private:
    QFile m_file;
    bool m_isOpen = false;
};

/// Writes lines until a piece is full, cutting wherever it happens to be full.
class LineSource final : public BodySource
{
public:
    LineSource(std::unique_ptr<BulkLines> lines, qint64 size, std::vector<BulkCheckpoint> checkpoints)
        : m_lines(std::move(lines))
        , m_size(size)
        , m_checkpoints(std::move(checkpoints))
    { }
    qint64 size() const override { return m_size; }
    bool seek(qint64 offset) override
    {
        const auto after = std::upper_bound(m_checkpoints.cbegin(), m_checkpoints.cend(), offset,
            [](qint64 wanted, const BulkCheckpoint &checkpoint) { return wanted < checkpoint.offset; });
        qint64 skip = offset;
        m_lines->buffer().clear();
        m_lines->setPosition({});
        if (after != m_checkpoints.cbegin()) {
            const BulkCheckpoint &start = *std::prev(after);
            m_lines->setPosition(start.position);
            skip = offset - start.offset;
        }
        while (skip > 0) {
            const qsizetype skipped = read(std::min<qint64>(skip, 1 << 20)).size();
            if (skipped == 0) {
                return false;
            }
            skip -= skipped;
        }
        return true;
    }
    QByteArray read(qint64 wanted) override
    {
        std::string &buffer = m_lines->buffer();
        const auto size = static_cast<size_t>(wanted);
        if (buffer.size() < size) {
            // Without a limit of time: a piece is small, and an empty one would mean the end.
            m_lines->produce(size - buffer.size(), 60'000);
        }
        const size_t taken = std::min(size, buffer.size());
        QByteArray piece(buffer.data(), static_cast<qsizetype>(taken));
        buffer.erase(0, taken);
        return piece;
    }

private:
    std::unique_ptr<BulkLines> m_lines;
    qint64 m_size;
    std::vector<BulkCheckpoint> m_checkpoints;
};

} // namespace

MemoryBulkFile::MemoryBulkFile(QByteArray content)
    : m_content(std::move(content))
{ }

std::unique_ptr<BodySource> MemoryBulkFile::open() const
{
    return std::make_unique<MemorySource>(m_content);
}

StoredBulkFile::StoredBulkFile(QString path)
    : m_path(std::move(path))
{ }

qint64 StoredBulkFile::size() const
{
    return QFileInfo(m_path).size();
}

std::unique_ptr<BodySource> StoredBulkFile::open() const
{
    auto source = std::make_unique<FileSource>(m_path);
    return source->isOpen() ? std::move(source) : nullptr;
}

GeneratedBulkFile::GeneratedBulkFile(ShopContext &shop, std::shared_ptr<const BulkPlan> plan, BulkLines::Order order,
    JsonWriter::Escaping escaping, std::unique_ptr<const BulkLines> prototype, qint64 size,
    std::vector<BulkCheckpoint> checkpoints)
    : m_shop(shop)
    , m_plan(std::move(plan))
    , m_order(order)
    , m_escaping(escaping)
    , m_prototype(std::move(prototype))
    , m_size(size)
    , m_checkpoints(std::move(checkpoints))
{ }

std::unique_ptr<BodySource> GeneratedBulkFile::open() const
{
    return std::make_unique<LineSource>(
        std::make_unique<BulkLines>(m_shop, m_plan, m_order, m_escaping, m_prototype.get()), m_size, m_checkpoints);
}

} // namespace DemoShop
