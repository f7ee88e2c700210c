#include "sync/jobs/pull/pulledfiles.h"

namespace Sync {

bool PulledFiles::arePrepared() const
{
    return products.status == BulkStatus::Completed && memberships.status == BulkStatus::Completed;
}

LoadPlan::Source sourceOf(const ShopFiles &files, const BulkOperation &operation, qint64 from, std::stop_token stop)
{
    return
        [&files, file = ShopFile{operation.url, operation.fileSize, from}, stop](LoadPlan::Sink sink) -> Result<Done> {
            if (file.url.isEmpty())
                return Done{}; // nothing matched
            const ShopFiles::Sink take = [&sink](QByteArrayView bytes) {
                return sink(std::string_view(bytes.data(), static_cast<size_t>(bytes.size())));
            };
            return files.download(file, take, stop);
        };
}

LoadPlan::Source sourceOf(const ShopFiles &files, const PulledFiles &pulled, qint64 from, std::stop_token stop)
{
    const qint64 size = pulled.products.url.isEmpty() ? 0 : pulled.products.fileSize;
    const bool isInFirst = from == 0 || from < size;
    const bool isBehindFirst = from != 0 && from > size;
    const LoadPlan::Source first = sourceOf(files, pulled.products, from, stop);
    const LoadPlan::Source second = sourceOf(files, pulled.memberships, isBehindFirst ? from - size - 1 : 0, stop);
    return [first, second, isInFirst, isBehindFirst](LoadPlan::Sink sink) -> Result<Done> {
        if (isInFirst) {
            if (auto brought = first(sink); !brought)
                return brought;
        }
        if (!isBehindFirst && !sink("\n"))
            return stopped();
        return second(sink);
    };
}

} // namespace Sync
