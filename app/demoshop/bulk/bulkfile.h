#pragma once

#include "app/demoshop/bulk/bulklines.h"
#include "app/demoshop/http/httpmessage.h"

namespace DemoShop {

/// A finished bulk file: its length, and a way to read it from any place.
class BulkFile
{
    Q_DISABLE_COPY_MOVE(BulkFile)

public:
    BulkFile() = default;
    virtual ~BulkFile() = default;
    virtual qint64 size() const = 0;
    /// A reader of its own, or nullptr when the file can no longer be read.
    virtual std::unique_ptr<BodySource> open() const = 0;
};

/// A small result that is kept in memory.
class MemoryBulkFile final : public BulkFile
{
public:
    explicit MemoryBulkFile(QByteArray content);
    qint64 size() const override { return m_content.size(); }
    std::unique_ptr<BodySource> open() const override;

private:
    QByteArray m_content;
};

/// A result on disk, served as fast as the disk and the socket allow.
class StoredBulkFile final : public BulkFile
{
public:
    explicit StoredBulkFile(QString path);
    qint64 size() const override;
    std::unique_ptr<BodySource> open() const override;

private:
    QString m_path;
};

/// Where in a generated file a root object's lines start.
struct BulkCheckpoint
{
    qint64 offset = 0;
    BulkLines::Position position;
};

/// A result whose lines are made anew whenever it is read: a file of a gigabyte takes no memory.
class GeneratedBulkFile final : public BulkFile
{
public:
    /// Lines of the shop as it was when `prototype` was made.
    GeneratedBulkFile(ShopContext &shop, std::shared_ptr<const BulkPlan> plan, BulkLines::Order order,
        JsonWriter::Escaping escaping, std::unique_ptr<const BulkLines> prototype, qint64 size,
        std::vector<BulkCheckpoint> checkpoints);
    qint64 size() const override { return m_size; }
    std::unique_ptr<BodySource> open() const override;

private:
    ShopContext &m_shop;
    std::shared_ptr<const BulkPlan> m_plan;
    BulkLines::Order m_order;
    JsonWriter::Escaping m_escaping;
    std::unique_ptr<const BulkLines> m_prototype;
    qint64 m_size;
    std::vector<BulkCheckpoint> m_checkpoints;
};

} // namespace DemoShop
