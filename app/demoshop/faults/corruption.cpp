#include "app/demoshop/faults/corruption.h"

#include "app/demoshop/bulk/bulkfile.h"

namespace DemoShop {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longLineBytes = 50 * 1024 * 1024;
constexpr qsizetype mostDuplicates = 1000;

QByteArray orphan()
{
    return "{\"id\":\"gid://shopify/ProductVariant/45999999999999\",\"sku\":\"ORPHAN-1\",\"price\":\"1.00\","
           "\"__parentId\":\"gid://shopify/Product/9999999999999\"}\n";
}

QByteArray cutInCharacter(const QByteArray &content)
{
    const auto isLead = [&content](qsizetype at) { return (static_cast<unsigned char>(content[at]) & 0xC0) == 0xC0; };
    for (qsizetype at = content.size() / 2; at < content.size(); ++at) {
        if (isLead(at)) {
            return content.first(at + 1);
        }
    }
    for (qsizetype at = content.size() / 2; at > 0; --at) { // only the first half has such characters
        if (isLead(at)) {
            return content.first(at + 1);
        }
    }
    return content.first(content.size() / 2);
}

QByteArray duplicated(const QByteArray &content)
{
    QByteArray doubled;
    qsizetype at = 0;
    for (qsizetype lines = 0; at < content.size() && lines < mostDuplicates; ++lines) {
        const qsizetype end = content.indexOf('\n', at) + 1;
        const QByteArray line = content.sliced(at, (end > 0 ? end : content.size()) - at);
        doubled += line + line;
        at += line.size();
    }
    return doubled + content.sliced(at);
}

QByteArray childrenFirst(const QByteArray &content)
{
    const qsizetype first = content.indexOf('\n') + 1;
    const qsizetype child = content.indexOf("\"__parentId\"");
    if (first <= 0 || child < 0) {
        return content;
    }
    const qsizetype start = content.lastIndexOf('\n', child) + 1;
    const qsizetype end = content.indexOf('\n', child) + 1;
    return content.sliced(start, end - start) + content.first(start) + content.sliced(end);
}

QByteArray lostParent(const QByteArray &content)
{
    const qsizetype firstEnd = content.indexOf('\n') + 1;
    const qsizetype lastStart = content.lastIndexOf("{\"id\":\"gid://shopify/Product/");
    if (firstEnd <= 0 || lastStart < firstEnd) {
        return content;
    }
    const qsizetype lastEnd = content.indexOf('\n', lastStart) + 1;
    return content.sliced(lastStart, lastEnd - lastStart) + content.sliced(firstEnd);
}

QByteArray lostChild(const QByteArray &content)
{
    const qsizetype variant = content.lastIndexOf("{\"id\":\"gid://shopify/ProductVariant/");
    const qsizetype child = variant < 0 ? content.lastIndexOf("\"__parentId\"") : variant;
    if (child < 0) {
        return content;
    }
    const qsizetype start = content.lastIndexOf('\n', child) + 1;
    const qsizetype end = content.indexOf('\n', child) + 1;
    return content.first(start) + (end > 0 ? content.sliced(end) : QByteArray());
}

QByteArray oddPrices(QByteArray content)
{
    static const QByteArray name = "\"price\":\"";
    for (const auto &[at, price] : {std::pair(content.lastIndexOf(name), "-1.00"), {content.indexOf(name), "1e3"}}) {
        if (at >= 0) {
            const qsizetype value = at + name.size();
            content.replace(value, content.indexOf('"', value) - value, price);
        }
    }
    return content;
}

QByteArray spoil(QByteArray content, const QString &how)
{
    if (how == "cutInCharacter"_L1) {
        return cutInCharacter(content);
    }
    if (how == "longLine"_L1) {
        return "{\"id\":\"gid://shopify/Product/9999999999998\",\"title\":\"" + QByteArray(longLineBytes, 'x') + "\"}\n"
            + content;
    }
    if (how == "duplicateLines"_L1) {
        return duplicated(content);
    }
    if (how == "orphans"_L1) {
        return orphan() + content;
    }
    if (how == "childrenFirst"_L1) {
        return childrenFirst(content);
    }
    if (how == "byteOrderMark"_L1) {
        return "\xEF\xBB\xBF" + content;
    }
    if (how == "windowsLines"_L1) {
        return content.replace("\n", "\r\n");
    }
    if (how == "blankLines"_L1) {
        return content.replace("\n", "\n\n");
    }
    if (how == "noLastNewline"_L1) {
        return content.endsWith('\n') ? content.chopped(1) : content;
    }
    if (how == "lostParent"_L1) {
        return lostParent(content);
    }
    if (how == "lostChild"_L1) {
        return lostChild(content);
    }
    if (how == "oddPrices"_L1) {
        return oddPrices(std::move(content));
    }
    return how == "brokenJson"_L1 ? "{\"id\":\"gid://shopify/Product/1\",\"title\":\n" + content : content;
}

} // namespace

std::unique_ptr<BodySource> corrupted(std::unique_ptr<BodySource> source, const QString &how)
{
    QByteArray content;
    for (QByteArray piece = source->read(1 << 20); !piece.isEmpty(); piece = source->read(1 << 20)) {
        content += piece;
    }
    return MemoryBulkFile(spoil(std::move(content), how)).open();
}

} // namespace DemoShop
