#pragma once

#include "sync/api/batch.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QDateTimeEdit;
class QLineEdit;
class QStackedLayout;

namespace Ui {

/// Says which part of a shop is to be pulled: one vendor's products, those of a type or of a collection, or those
/// changed since a time.
class PullPartForm final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PullPartForm)

public:
    explicit PullPartForm(QWidget *parent = nullptr);

    /// Vendors to choose from; others can be typed, as Shopify may have one that is not here.
    void setVendors(const QStringList &vendors);
    /// What is to be pulled; nothing while the part has no name.
    std::optional<Sync::PullRequest> request() const;

Q_SIGNALS:
    void changed();

private:
    enum By { Vendor, Type, Collection, Since };

    QComboBox *m_by;
    QComboBox *m_vendor;
    QLineEdit *m_type;
    QLineEdit *m_collection;
    QDateTimeEdit *m_since;
    QStackedLayout *m_stack;
};

} // namespace Ui
