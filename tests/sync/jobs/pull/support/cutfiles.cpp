#include "tests/sync/jobs/pull/support/cutfiles.h"

#include <utility>

using namespace Qt::StringLiterals;
using namespace Sync;

namespace Tests {

Result<Done> CutFiles::download(ShopFile file, Sink sink, std::stop_token stop) const
{
    constexpr qint64 pieceSize = 10'000;
    m_starts.append(file.from);
    qint64 left = std::exchange(m_left, -1);
    const bool isCut = left >= 0;
    const Sink cutting = [&](QByteArrayView bytes) {
        while (!bytes.isEmpty() && (!isCut || left > 0)) {
            const qint64 size = std::min<qint64>({pieceSize, bytes.size(), isCut ? left : pieceSize});
            if (!sink(bytes.first(size)))
                return false;
            bytes = bytes.sliced(size);
            left -= size;
            m_taken += size;
            if (m_told)
                m_told(m_taken);
        }
        return !isCut || left > 0;
    };
    const Result<Done> brought = m_shop.download(std::move(file), cutting, stop);
    if (isCut && left <= 0)
        return Failure{FailureKind::ShopUnreachable, u"The download broke off."_s};
    if (isCut)
        m_left = left;
    return brought;
}

} // namespace Tests
