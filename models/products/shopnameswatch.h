#pragma once

#include "sync/api/reader.h"

#include <QObject>

#include <optional>

namespace Models {

/// Keeps shopWords() as the last pull left them: reads them at the start, and again whenever the catalogue has changed.
class ShopNamesWatch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ShopNamesWatch)

public:
    /// The reader must outlive the watch.
    explicit ShopNamesWatch(Sync::Reader &reader, QObject *parent = nullptr);

Q_SIGNALS:
    /// Something is called otherwise, or came or went.
    void changed();

private:
    void read();

    Sync::Reader &m_reader;
    std::optional<Sync::ShopNames> m_read; ///< The last answer; another watch may have set the words meanwhile.
    int m_ticket = 0;
};

} // namespace Models
