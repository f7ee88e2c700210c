#pragma once

#include "ui/style/colours.h"

#include <QApplication>

#include <optional>

namespace Ui {

/// What the person chose in View > Appearance.
enum class Appearance { System, Light, Dark };

/// Gives the application its style, palette and sheet, and switches them; tool tips are plain text from then on. Must
/// be made before the first widget, so that the desktop's own palette is known; lives as long as the application.
class Theme final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Theme)

public:
    explicit Theme(QApplication &application);

    /// Makes Qt find and open the application's font, regular and bold, which the first text would otherwise wait for.
    static void loadFonts();

    Appearance appearance() const { return m_appearance; }
    Scheme scheme() const { return m_scheme; }
    void setAppearance(Appearance appearance);

Q_SIGNALS:
    void schemeChanged();

private:
    void apply(Scheme scheme);

    QApplication &m_application;
    Scheme m_desktopScheme;
    Scheme m_scheme = Scheme::Light;
    Appearance m_appearance = Appearance::System;
};

} // namespace Ui
